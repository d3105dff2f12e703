/** Main's answer to a submitted password: the window closes, or shows the message and stays. */
export type ConfirmAnswer = { readonly ok: true } | { readonly ok: false; readonly message: string };
