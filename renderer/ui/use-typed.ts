import { useRef } from 'react';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** What narrows a list or opens a lock is no work that could be lost. */
const passing = 'input[type=search], input[type=password]';

/** Notices what a person changes in the controls of a form: `onFocusCapture` belongs on the element around them. */
export function useTyped() {
  const first = useRef(new Map<Control, string>());
  return {
    onFocusCapture: ({ target }: { readonly target: EventTarget }) => {
      if (isControl(target) && !first.current.has(target)) first.current.set(target, heldBy(target));
    },
    /** Whether a control that is still there holds something else than when it was entered first. */
    isTyped: () => [...first.current].some(([control, before]) => control.isConnected && heldBy(control) !== before),
    /** What was typed is saved: from now on it counts as what was there. */
    settle: () => first.current.clear(),
  };
}

function isControl(target: EventTarget): target is Control {
  return target instanceof Element && target.matches('input, textarea, select') && !target.matches(passing);
}

function heldBy(control: Control): string {
  if (control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type)) return String(control.checked);
  return control.value;
}
