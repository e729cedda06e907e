// What can be pressed below a message, read off its blocks.

type Found = { readonly block: string; readonly action: string; readonly value: string };

/** The buttons among blocks, by what they say. */
export function buttonsOf(blocks: readonly unknown[]): Readonly<Record<string, Found>> {
  const found: Record<string, Found> = {};
  for (const each of blocks) {
    const { type, block_id: block, elements } = Object(each);
    if (type !== 'actions') continue;
    for (const { type: kind, text, action_id: action, value } of elements)
      if (kind === 'button') found[text.text] = { block, action, value };
  }
  return found;
}

/** The two signs below a page or a card; null where a message has none. */
export function signsOf(blocks: readonly unknown[]): { readonly yes: Found; readonly no: Found } | null {
  for (const each of blocks) {
    const { type, block_id: block, elements } = Object(each);
    const [element] = type === 'context_actions' ? elements : [];
    if (element?.type !== 'feedback_buttons') continue;
    const { action_id: action, positive_button: yes, negative_button: no } = element;
    return { yes: { block, action, value: yes.value }, no: { block, action, value: no.value } };
  }
  return null;
}

type FoundList = Omit<Found, 'value'> & {
  readonly options: readonly { readonly label: string; readonly value: string }[];
};

/** The list of a message to choose a step from; null where it has none. */
export function menuOf(blocks: readonly unknown[]): FoundList | null {
  for (const each of blocks) {
    const { type, block_id: block, elements } = Object(each);
    const [element] = type === 'actions' ? elements : [];
    if (element?.type !== 'static_select') continue;
    const options = element.options.map(({ text, value }: { text: { text: string }; value: string }) => ({
      label: text.text,
      value,
    }));
    return { block, action: element.action_id, options };
  }
  return null;
}
