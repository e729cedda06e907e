import { type SyntheticEvent, useId } from 'react';
import { useModalDialog } from './dialog.ts';
import { type Confirmation, textOf } from './elements.ts';

type ConfirmProps = { readonly asked: Confirmation; readonly yes: () => void; readonly no: () => void };

function ConfirmButtons({ asked, yes, no }: ConfirmProps) {
  return (
    <footer>
      <button type="button" className="button" onClick={no}>
        {textOf(asked.deny)}
      </button>
      <button type="button" className={`button ${asked.style === 'danger' ? 'danger' : 'primary'}`} onClick={yes}>
        {textOf(asked.confirm)}
      </button>
    </footer>
  );
}

/** Asks whether somebody means what they pressed; the browser keeps the focus inside, Escape is a no. */
export function Confirm({ asked, yes, no }: ConfirmProps) {
  const dialog = useModalDialog();
  const id = useId();
  const cancel = (event: SyntheticEvent) => {
    event.preventDefault();
    // A modal below must not take it for its own.
    event.stopPropagation();
    no();
  };
  return (
    <dialog
      ref={dialog}
      className="modal"
      data-testid="confirm"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onCancel={cancel}
    >
      <h2 id={`${id}-title`}>{textOf(asked.title)}</h2>
      <p id={`${id}-text`} className="modal-body">
        {textOf(asked.text)}
      </p>
      <ConfirmButtons asked={asked} yes={yes} no={no} />
    </dialog>
  );
}
