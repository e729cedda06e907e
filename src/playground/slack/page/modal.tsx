import { useEffect, useRef, useState } from 'react';
import { Blocks } from './blocks.tsx';
import type { InputValue } from './elements.ts';
import { type PageState, type PageView, performAct } from './state.ts';

/** What was typed into a view, kept while another one lies on top of it. */
const kept = new Map<string, Readonly<Record<string, InputValue>>>();

/** A modal: the browser keeps the focus inside, Escape closes it. */
export function Modal({ view, state }: { readonly view: PageView; readonly state: PageState }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [values, setValues] = useState<Readonly<Record<string, InputValue>>>(kept.get(view.id) ?? {});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  const close = () => performAct('close', { user: state.me, view: view.id });
  const submit = async () => {
    setBusy(true);
    setErrors({});
    setFault('');
    const done = await performAct('submit', { user: state.me, view: view.id, values });
    setBusy(false);
    setErrors(done.errors ?? {});
    setFault(done.error ?? '');
  };
  const type = (block: string, value: InputValue) =>
    // An upload ends later than it began; what was typed meanwhile stays.
    setValues((now) => {
      const next = { ...now, [block]: value };
      kept.set(view.id, next);
      return next;
    });
  const press = (block: string, action: string, value?: InputValue) =>
    performAct('click', { user: state.me, view: view.id, block, action, ...(value === undefined ? {} : { value }) });
  return (
    <dialog
      ref={dialog}
      className="modal"
      data-testid="modal"
      aria-labelledby="modal-title"
      onCancel={(event) => {
        // A chooser of files that is closed without a choice says the same, from inside.
        if (event.target !== event.currentTarget) return;
        event.preventDefault();
        close();
      }}
    >
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <h2 id="modal-title">{view.title?.text}</h2>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keyboard */}
        <section className="modal-body" tabIndex={0} aria-label={view.title?.text}>
          <Blocks blocks={view.blocks} state={state} hands={{ press, type, values, errors }} />
        </section>
        <p className="fault" role="alert">
          {fault}
        </p>
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
      </form>
    </dialog>
  );
}
