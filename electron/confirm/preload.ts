import { ipcRenderer } from 'electron';

/** The few parts of the page that are touched: the folder is compiled without DOM types. */
interface Control {
  value: string;
  disabled: boolean;
  textContent: string;
  readonly dataset: Readonly<Record<string, string>>;
  focus(): void;
  select(): void;
  getAnimations(): readonly unknown[];
  addEventListener(type: string, listener: (event: PageEvent) => void): void;
}
interface PageEvent {
  readonly key?: string;
  readonly repeat?: boolean;
  readonly target: { readonly tagName?: string; readonly value?: string } | null;
  preventDefault(): void;
}
declare const document: {
  querySelector(selector: string): Control;
  querySelectorAll(selector: string): Iterable<Control>;
};
declare const window: { addEventListener(type: string, listener: (event: PageEvent) => void): void };

window.addEventListener('DOMContentLoaded', () => {
  const password = document.querySelector('#password');
  const message = document.querySelector('#message');
  const code = document.querySelector('#code');
  const working = document.querySelector('#working');
  const sign = document.querySelector('#sign');
  const cancel = () => ipcRenderer.send('confirm.cancel');

  document.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    if (sign.disabled) return;
    sign.disabled = true;
    message.textContent = '';
    code.textContent = '';
    working.textContent = working.dataset.text ?? '';
    const answer: { ok: true } | { ok: false; message: string; codeLine: string } = await ipcRenderer.invoke(
      'confirm.submit',
      [...document.querySelectorAll('input')].map(({ value }) => value),
    );
    if (answer.ok) return;
    working.textContent = '';
    message.textContent = answer.message;
    code.textContent = answer.codeLine;
    sign.disabled = false;
    password.focus();
    password.select();
  });
  document.querySelector('#cancel').addEventListener('click', cancel);
  window.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancel();
    const presses = event.key === 'Enter' || (event.key === ' ' && event.target?.tagName !== 'INPUT');
    // A key that is held since the window before, or pressed twice there, confirms nothing; the style says for how long. Who has
    // typed a password here means it.
    const isSettling = !event.target?.value && sign.getAnimations().length > 0;
    if (presses && (event.repeat || isSettling)) event.preventDefault();
  });
  password.focus();
});
