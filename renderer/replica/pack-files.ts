/** Files that hold encrypted chunks: in the browser the origin-private file system. */
export interface PackFiles {
  /** Throws AppError 'disk-full'. */
  write(pack: string, offset: number, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** What was written survives a power cut from here on. Throws AppError 'disk-full'. */
  flush(pack: string): Promise<void>;
  /** Fewer bytes than `length` when the file is shorter or missing. */
  read(pack: string, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Nothing more is read or written for now: others may. */
  release(pack: string): Promise<void>;
  remove(pack: string): Promise<void>;
  list(): Promise<readonly string[]>;
}
