import { type RefObject, useEffect, useRef } from 'react';

/** A dialog that opens as a modal once it is drawn, so that the browser keeps the focus inside. */
export function useModalDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!dialog.current?.open) dialog.current?.showModal();
  }, []);
  return dialog;
}
