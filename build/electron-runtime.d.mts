/** The Electron runtime of this machine; rejects when there is none. */
export declare function resolveElectron(options?: { readonly log?: (line: string) => void }): Promise<{
  readonly folder: string;
  readonly executable: string;
  readonly version: string;
  readonly isFallback: boolean;
}>;
