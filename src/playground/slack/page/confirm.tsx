import { useEffect, useId, useRef } from 'react';
import { type Confirmation, textOf } from './elements.ts';

/** Asks whether somebody means what they pressed; the browser keeps the focus inside, Escape is a no. */
export function Confirm({
  asked,
  yes,
  no,
}: {
  readonly asked: Confirmation;
  readonly yes: () => void;
  readonly no: () => void;
}) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return (
    <dialog
      ref={dialog}
      className="modal"
      data-testid="confirm"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={(event) => {
        event.preventDefault();
        // A modal below must not take it for its own.
        event.stopPropagation();
        no();
      }}
    >
      <h2 id={`${id}-title`}>{textOf(asked.title)}</h2>
      <p id={`${id}-text`} className="modal-body">
        {textOf(asked.text)}
      </p>
      <footer>
        <button type="button" className="button" onClick={no}>
          {textOf(asked.deny)}
        </button>
        <button type="button" className={`button ${asked.style === 'danger' ? 'danger' : 'primary'}`} onClick={yes}>
          {textOf(asked.confirm)}
        </button>
      </footer>
    </dialog>
  );
}
