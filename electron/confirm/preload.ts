import { ipcRenderer } from 'electron';

/** The few parts of the page that are touched: the folder is compiled without DOM types. */
interface Control {
  value: string;
  disabled: boolean;
  textContent: string;
  readonly dataset: Readonly<Record<string, string>>;
  focus(): void;
  select(): void;
  addEventListener(type: string, listener: (event: PageEvent) => void): void;
}
interface PageEvent {
  readonly key?: string;
  readonly repeat?: boolean;
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
    // An Enter that is held since the window before confirms nothing.
    if (event.key === 'Enter' && event.repeat) event.preventDefault();
  });
  password.focus();
});
