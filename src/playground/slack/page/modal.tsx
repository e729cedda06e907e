import type { SyntheticEvent } from 'react';
import { Blocks } from './blocks.tsx';
import { useModalDialog } from './dialog.ts';
import { useModalForm } from './modal-form.ts';
import type { PageState, PageView } from './state.ts';

type ModalFooterProps = { readonly view: PageView; readonly close: () => void; readonly busy: boolean };

function ModalFooter({ view, close, busy }: ModalFooterProps) {
  return (
    <footer>
      <button type="button" className="button" onClick={close}>
        {view.close?.text ?? 'Cancel'}
      </button>
      {view.submit ? (
        <button type="submit" className="button primary" disabled={busy}>
          {view.submit.text}
        </button>
      ) : null}
    </footer>
  );
}

type ModalProps = { readonly view: PageView; readonly state: PageState };

function ModalForm({ view, state, form }: ModalProps & { readonly form: ReturnType<typeof useModalForm> }) {
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    form.submit();
  };
  return (
    <form method="dialog" onSubmit={submit}>
      <h2 id="modal-title">{view.title?.text}</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
      <section className="modal-body" tabIndex={0} aria-label={view.title?.text}>
        <Blocks blocks={view.blocks} state={state} handlers={form.handlers} />
      </section>
      <p className="fault" role="alert">
        {form.fault}
      </p>
      <ModalFooter view={view} close={form.close} busy={form.busy} />
    </form>
  );
}

/** A modal: the browser keeps the focus inside, Escape closes it. */
export function Modal({ view, state }: ModalProps) {
  const dialog = useModalDialog();
  const form = useModalForm(state.me, view);
  const cancel = (event: SyntheticEvent) => {
    // A chooser of files that is closed without a choice says the same, from inside.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    form.close();
  };
  return (
    <dialog ref={dialog} className="modal" data-testid="modal" aria-labelledby="modal-title" onCancel={cancel}>
      <ModalForm view={view} state={state} form={form} />
    </dialog>
  );
}
