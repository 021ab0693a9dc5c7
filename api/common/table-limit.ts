/** Largest table that is taken as a file. What is shipped has 30 KB at most; a list a hundred times as long still fits. */
export const TABLE_LIMIT = { bytes: 4 * 1024 * 1024, words: '4 MB' } as const;
