export type PartName = 'electron' | 'preload' | 'cli' | 'server' | 'renderer' | 'viewer';
export declare const partNames: readonly PartName[];
export declare function bundle(options?: {
  readonly only?: readonly PartName[];
  readonly log?: (line: string) => void;
}): Promise<void>;
export declare function copyCardPackage(folder: string): void;
