/** A button of the page that asks before anything happens. */
export interface PageAction {
  readonly label: string;
  readonly run: () => void;
}

/**
 * The buttons of the page whose name ends with "…": they open a window that asks. A name that stands there twice, as in
 * every row of a list, says too little to be offered.
 */
export function pageActions(root: ParentNode = document): readonly PageAction[] {
  const buttons = [...root.querySelectorAll<HTMLButtonElement>('main button')].filter(
    (button) => nameOf(button).endsWith('…') && canPress(button),
  );
  const names = buttons.map(nameOf);
  return buttons
    .filter((button) => names.filter((name) => name === nameOf(button)).length === 1)
    .map((button) => ({
      label: nameOf(button),
      run: () => {
        if (!canPress(button)) return;
        button.focus();
        button.click();
      },
    }));
}

const nameOf = (button: HTMLButtonElement): string =>
  (button.getAttribute('aria-label') ?? button.textContent ?? '').replaceAll(/\s+/g, ' ').trim();

/** It is on the page, shown, and not for later. */
const canPress = (button: HTMLButtonElement): boolean =>
  button.isConnected && !button.disabled && button.getAttribute('aria-disabled') !== 'true' && button.checkVisibility();
