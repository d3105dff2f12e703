/** A button of the page that asks before anything happens. */
export interface PageAction {
  readonly label: string;
  readonly run: () => void;
}

/**
 * The buttons of the page whose name and word end with "…": they open a window that asks. A name that stands there twice, as
 * in every row of a list, says too little to be offered. A button that is another one by now is not pressed (H37).
 */
export function pageActions(root: ParentNode = document): readonly PageAction[] {
  const buttons = [...root.querySelectorAll<HTMLButtonElement>('main button')].filter(asks);
  const names = buttons.map(nameOf);
  return buttons
    .filter((button) => canPress(button) && names.filter((name) => name === nameOf(button)).length === 1)
    .map((button) => {
      const label = nameOf(button);
      const run = () => {
        if (!canPress(button) || nameOf(button) !== label) return;
        button.focus();
        button.click();
      };
      return { label, run };
    });
}

const asks = (button: HTMLButtonElement): boolean =>
  nameOf(button).endsWith('…') && (button.textContent ?? '').trim().endsWith('…');

const nameOf = (button: HTMLButtonElement): string =>
  (button.getAttribute('aria-label') ?? button.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

/** It is on the page, shown, and not for later. */
const canPress = (button: HTMLButtonElement): boolean =>
  button.isConnected && !button.disabled && button.getAttribute('aria-disabled') !== 'true' && button.checkVisibility();
