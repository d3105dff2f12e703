/** Files that hold encrypted chunks: in the browser the origin-private file system. */
export interface PackFiles {
  /** Writes and flushes. Throws AppError 'disk-full'. */
  write(pack: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Fewer bytes than `length` when the file is shorter or missing. */
  read(pack: string, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  remove(pack: string): Promise<void>;
  list(): Promise<readonly string[]>;
}
