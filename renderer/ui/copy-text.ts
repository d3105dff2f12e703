/**
 * Puts text on the clipboard while a key or a button is pressed; answers whether it is there. The asynchronous clipboard asks for
 * a permission, and every permission is refused here; the copy command of a person needs none.
 */
export function copyText(text: string): boolean {
  const fill = (event: ClipboardEvent) => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
  };
  document.addEventListener('copy', fill);
  const isCopied = document.execCommand('copy');
  document.removeEventListener('copy', fill);
  return isCopied;
}
