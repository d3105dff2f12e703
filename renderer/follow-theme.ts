import { useSession } from './state/session.ts';

const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const prefersContrast = matchMedia('(prefers-contrast: more)');

/** Keeps colours and the document's language as the person, or else the computer, wants them. */
export function followTheme(): void {
  useSession.subscribe(applyTheme);
  prefersDark.addEventListener('change', applyTheme);
  prefersContrast.addEventListener('change', applyTheme);
  applyTheme();
}

function applyTheme(): void {
  const status = useSession.getState().status;
  const theme = status?.theme ?? 'system';
  const isContrast = theme === 'contrast' || (theme === 'system' && prefersContrast.matches);
  const isDark = isContrast || theme === 'dark' || (theme === 'system' && prefersDark.matches);
  const root = document.documentElement;
  root.dataset.kernTheme = isDark ? 'dark' : 'light';
  root.dataset.theme = isContrast ? 'contrast' : 'plain';
  root.lang = status?.language ?? 'de';
}
