export declare const partNames: readonly string[];
export declare function bundle(options?: { readonly only?: readonly string[] }): Promise<void>;
