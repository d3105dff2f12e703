export declare function cruiseImports(folder: string): {
  readonly violations: readonly string[];
  readonly cruised: number;
  readonly missing: readonly string[];
};
