/** The one jar with everything inside. */
export declare const veraPdfJar: string;
/** The class with the command line. */
export declare const veraPdfMain: string;
