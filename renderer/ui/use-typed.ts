import { useRef } from 'react';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface Noted {
  readonly target: EventTarget;
  readonly currentTarget: Element;
  readonly type: string;
}

/** What narrows a list or opens a lock is no work that could be lost. */
const passing = 'input[type=search], input[type=password]';

/** Notices what a person changes in the controls of a form: `watch` belongs on the element around them. */
export function useTyped() {
  const first = useRef(new Map<Control, string>());
  const note = ({ target, currentTarget, type }: Noted) => {
    // A button among them may fill in any of them.
    const isPress = type !== 'focus' && !isControl(target);
    const meant = isPress ? [...currentTarget.querySelectorAll('input, textarea, select')] : [target];
    for (const control of meant)
      if (isControl(control) && !first.current.has(control)) first.current.set(control, heldBy(control));
  };
  return {
    // After saving the focus may still be where it was: then a key or the pointer comes before the next change.
    watch: { onFocusCapture: note, onKeyDownCapture: note, onPointerDownCapture: note },
    /** Whether a control that is still there holds something else than when it was entered first, or first touched after saving. */
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
