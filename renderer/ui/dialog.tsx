import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { focusWorkWhenLost } from './focus-work.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
  /** Buttons at the bottom, the first button being the one that most people want; null = the content has its own. */
  readonly actions: ReactNode;
}

/** A modal window: keeps the focus inside, closes by Escape, gives the focus back, or to the list where its opener is gone. */
export function Dialog({ title, onClose, wide = false, children, actions }: DialogProps) {
  useEffect(() => () => void focusWorkWhenLost(), []);
  const box = useRef<HTMLElement>(null);
  // A button that goes away when its work is done takes the focus with it; keys such as Escape still mean the dialog.
  useEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    const watch = new MutationObserver(() => document.activeElement === document.body && dialog.focus());
    watch.observe(dialog, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={false} onOpenChange={(open) => !open && onClose()}>
      <Modal className={wide ? 'modal wide' : 'modal'}>
        <AriaDialog className="dialog" ref={box}>
          <Heading slot="title" level={2} className="dialog-title">
            {title}
          </Heading>
          <div className="dialog-body">{children}</div>
          {actions && <div className="dialog-actions">{actions}</div>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
