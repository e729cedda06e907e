import { useState } from 'react';
import type { InputValue } from './elements.ts';
import { type PageView, performAct } from './state.ts';

/** What was typed into a view, kept while another one lies on top of it. */
const kept = new Map<string, Readonly<Record<string, InputValue>>>();

/** The inputs of a modal by block id, what a submission says against them, and what can be done with it. */
export function useModalForm(user: string, view: PageView) {
  const [values, setValues] = useState<Readonly<Record<string, InputValue>>>(kept.get(view.id) ?? {});
  const [errors, setErrors] = useState<Readonly<Record<string, string>>>({});
  const [fault, setFault] = useState('');
  const [busy, setBusy] = useState(false);
  const close = () => performAct('close', { user, view: view.id });
  const submit = async () => {
    setBusy(true);
    setErrors({});
    setFault('');
    const done = await performAct('submit', { user, view: view.id, values });
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
    performAct('click', { user, view: view.id, block, action, ...(value === undefined ? {} : { value }) });
  return { fault, busy, close, submit, handlers: { press, type, values, errors } };
}
