/** What one file may give to the index; what lies beyond is found by its title only (R82). */
export const textLimits: TextLimits = { pages: 2_000, characters: 4_000_000, fileBytes: 512 * 1024 * 1024 };

/** Pages and characters of one file, and how large a file may be to be read at all. */
export interface TextLimits {
  readonly pages: number;
  readonly characters: number;
  readonly fileBytes: number;
}
