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

/** Focuses the list of a region if it has one, else its first control, else the region itself. */
export function focusInside(region: HTMLElement): void {
  const usable = 'button:not(:disabled), input:not(:disabled), select, textarea, a[href], [tabindex="0"]';
  const candidates = [...region.querySelectorAll<HTMLElement>(usable)].filter((element) => {
    const inner = element.closest('[data-region]');
    return inner === region && element.offsetParent !== null;
  });
  const target =
    candidates.find((element) => element.getAttribute('aria-current') === 'page') ??
    candidates.find((element) => element.getAttribute('role') === 'grid') ??
    candidates[0];
  if (target) target.focus();
  else {
    region.tabIndex = -1;
    region.focus();
  }
}
