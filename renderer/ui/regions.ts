const order = ['nav', 'head', 'main', 'panel', 'status'];

/** Moves the focus to the next (`step` 1) or previous (-1) region of the frame, as F6 does in desktop programs. */
export function focusNextRegion(step: 1 | -1): void {
  const regions = order
    .map((name) => document.querySelector<HTMLElement>(`[data-region="${name}"]`))
    .filter((region): region is HTMLElement => region !== null && region.offsetParent !== null);
  if (regions.length === 0) return;
  const active = document.activeElement;
  let at = -1;
  regions.forEach((region, index) => {
    if (region.contains(active)) at = index;
  });
  const next = regions[(at + step + regions.length) % regions.length];
  if (next) focusInside(next);
}

/** Where work in a region begins: the present place, its grid, or its first list (`data-start`); undefined = nowhere. */
export function startOf(region: HTMLElement): HTMLElement | undefined {
  const candidates = controlsIn(region);
  return (
    candidates.find((element) => element.getAttribute('aria-current') === 'page') ??
    candidates.find((element) => element.getAttribute('role') === 'grid') ??
    candidates.find((element) => element.matches('[data-start] button'))
  );
}

/** Focuses where work in a region begins, else its first control, else the region itself. */
export function focusInside(region: HTMLElement): void {
  const target = startOf(region) ?? controlsIn(region)[0];
  if (target) target.focus();
  else {
    region.tabIndex = -1;
    region.focus();
  }
}

/**
 * Moves the focus among the buttons of the list (`data-arrows`, its value a selector where not every button is a stop) around
 * `from`; answers whether there was one to go to.
 */
export function focusByArrow(from: HTMLElement, key: string): boolean {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  const list = from.closest<HTMLElement>('[data-arrows]');
  if (!step || !list) return false;
  const buttons = [...list.querySelectorAll<HTMLElement>(list.dataset.arrows || 'button:not(:disabled)')];
  const next = buttons.includes(from) ? buttons[buttons.indexOf(from) + step] : undefined;
  next?.focus();
  return next !== undefined;
}

/** From a search field into the grid of its dialog or region, to its current row or its first; answers whether there is one. */
export function enterGrid(from: HTMLElement): boolean {
  const grid = from.closest('[role="dialog"], [data-region]')?.querySelector<HTMLElement>('[role="grid"]');
  if (!grid) return false;
  grid.focus();
  if (!grid.hasAttribute('aria-activedescendant'))
    grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
  return true;
}

function controlsIn(region: HTMLElement): HTMLElement[] {
  const usable = 'button:not(:disabled), input:not(:disabled), select, textarea, a[href], [tabindex="0"]';
  return [...region.querySelectorAll<HTMLElement>(usable)].filter(
    (element) => element.closest('[data-region]') === region && element.offsetParent !== null,
  );
}
