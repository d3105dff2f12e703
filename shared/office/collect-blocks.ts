import type { OfficeBlock } from './office-text.ts';

/** Of one file; what lies beyond is neither shown nor found. */
const mostCharacters = 4_000_000;

/** Gathers paragraphs while a part is read; paragraphs within others (a note, a frame) come before the one around them. */
export class BlockCollector {
  readonly blocks: OfficeBlock[] = [];
  isShortened = false;
  private readonly open: { isHeading: boolean; text: string }[] = [];
  private characters = 0;

  begin(isHeading: boolean): void {
    this.open.push({ isHeading, text: '' });
  }

  /** The paragraph at hand turns out to be a heading. */
  head(): void {
    const block = this.open.at(-1);
    if (block) block.isHeading = true;
  }

  add(text: string): void {
    const block = this.open.at(-1);
    if (!block || this.isShortened) return;
    this.characters += text.length;
    if (this.characters > mostCharacters) this.isShortened = true;
    else block.text += text;
  }

  end(): void {
    const block = this.open.pop();
    const text = block && readable(block.text);
    if (block && text) this.blocks.push({ isHeading: block.isHeading, text });
  }
}

/** Without signs that hide or turn words around: controls and bidirectional overrides (as M1). */
function readable(text: string): string {
  return text
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e\u2066-\u2069]/g, ' ')
    .replace(/[ \t]+/g, ' ')
    .trim();
}
