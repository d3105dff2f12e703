import {
  Children,
  createContext,
  Fragment,
  isValidElement,
  type ReactNode,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button } from './button.tsx';
import { focusWorkWhenLost } from './focus-work.ts';
import { useTexts } from './use-texts.ts';
import { useTyped } from './use-typed.ts';
import { WindowInput } from './window-input.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly children: ReactNode;
  /** Buttons at the bottom, the one that most people want first, which stands at the end; null = the content has its own. */
  readonly actions: ReactNode;
  /** Forgets what outlives the dialog as a draft, when the person discards what was typed. */
  readonly onDiscard?: () => void;
}

const Around = createContext({ settle: () => {}, leave: () => {} });

/** What a form in a dialog that stays open calls when it has saved: Escape then no longer asks about it. */
export function useSavedInDialog(): () => void {
  return useContext(Around).settle;
}

/** Closes the dialog around it as Escape does: with a question where input would be lost. */
export function CloseButton() {
  const { t } = useTexts();
  return <Button onPress={useContext(Around).leave}>{t('close')}</Button>;
}

/**
 * A modal window: keeps the focus inside, closes by Escape, gives the focus back, or to the list where its opener is gone. What
 * was typed is not lost by a slip: then Escape asks first (H32).
 */
export function Dialog({ title, onClose, wide = false, children, actions, onDiscard }: DialogProps) {
  useEffect(() => () => void focusWorkWhenLost(), []);
  const box = useRef<HTMLElement>(null);
  const [isAsking, setAsking] = useState(false);
  const { isTyped, settle, watch } = useTyped();
  const hold = useContext(WindowInput);
  const isKept = onDiscard !== undefined;
  // A draft outlives the lock.
  useEffect(() => (isKept ? undefined : hold(isTyped)), [hold, isKept, isTyped]);
  // A button that goes away when its work is done takes the focus with it; keys such as Escape still mean the dialog.
  useEffect(() => {
    const dialog = box.current;
    if (!dialog) return;
    const watch = new MutationObserver(() => document.activeElement === document.body && dialog.focus());
    watch.observe(dialog, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
  const leave = () => (isTyped() ? setAsking(true) : onClose());
  const discard = () => {
    onDiscard?.();
    onClose();
  };
  return (
    <>
      <ModalOverlay className="overlay" isOpen isDismissable={false} onOpenChange={(open) => !open && leave()}>
        <Modal className={wide ? 'modal wide' : 'modal'}>
          <AriaDialog className="dialog" ref={box}>
            <Heading slot="title" level={2} className="dialog-title">
              {title}
            </Heading>
            <Around value={{ settle, leave }}>
              <div className="dialog-body" {...watch}>
                {children}
              </div>
              {actions && <div className="dialog-actions">{asRead(actions)}</div>}
            </Around>
          </AriaDialog>
        </Modal>
      </ModalOverlay>
      {isAsking && <DiscardQuestion onStay={() => setAsking(false)} onDiscard={discard} />}
    </>
  );
}

/** Buttons as they are seen and as Tab reaches them: the last is the one that most people want (H36). */
function asRead(actions: ReactNode): ReactNode {
  return isValidElement<{ readonly children?: ReactNode }>(actions) && actions.type === Fragment
    ? Children.toArray(actions.props.children).reverse()
    : actions;
}

/** Whether what was typed shall be lost; Enter and Escape both keep it. */
export function DiscardQuestion({
  isLock = false,
  onStay,
  onDiscard,
}: {
  /** It locks, too, even when nobody answers. */
  readonly isLock?: boolean;
  readonly onStay: () => void;
  readonly onDiscard: () => void;
}) {
  const { t } = useTexts();
  const textId = useId();
  return (
    <ModalOverlay className="overlay" isOpen isDismissable={false} onOpenChange={(open) => !open && onStay()}>
      <Modal className="modal">
        <AriaDialog role="alertdialog" className="dialog" aria-describedby={textId}>
          <Heading slot="title" level={2} className="dialog-title">
            {t('dialog.discard')}
          </Heading>
          <div className="dialog-body">
            <p id={textId}>
              {t('dialog.discard.text')} {isLock && t('lock.unanswered')}
            </p>
          </div>
          <div className="dialog-actions">
            <Button onPress={onDiscard}>{t(isLock ? 'dialog.discard.lock' : 'dialog.discard.go')}</Button>
            <Button look="go" autoFocus onPress={onStay}>
              {t('dialog.discard.stay')}
            </Button>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
