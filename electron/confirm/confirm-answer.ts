/** Main's answer to a submitted password: the window closes, or shows the message, below it the line with its code, and stays. */
export type ConfirmAnswer =
  | { readonly ok: true }
  | { readonly ok: false; readonly message: string; readonly codeLine: string };
