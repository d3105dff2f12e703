/** What the confirmation window shows. */
export interface ConfirmRequest {
  readonly language: 'de' | 'en';
  readonly theme: 'system' | 'light' | 'dark' | 'contrast';
  readonly keyFileName: string;
  /** Known once the key file was opened before. */
  readonly subject: string | null;
  readonly documents: readonly { readonly title: string; readonly fassung: number; readonly sha: string }[];
}
