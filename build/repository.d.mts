export declare const root: string;
export declare const packageJson: { readonly name: string; readonly version: string };
export declare function inRoot(...names: readonly string[]): string;
export declare const cacheFolder: string;
export declare const isRoot: boolean;
export declare const isDebian: boolean;
export declare const testUser: { readonly uid: number; readonly gid: number };
