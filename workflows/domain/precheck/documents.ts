import { type Finding, listOf, type PreCheckRule, textOf } from './rule';

export const DOCUMENT_RULES: PreCheckRule[] = [
  {
    id: 'document.required',
    clause: '45号令第十条；591号令第十二条',
    check: ({ documents, project }, { reference: { documentKinds } }) =>
      documentKinds
        .filter(({ required, onlyFor }) => required && (!onlyFor || onlyFor.includes(project?.kind ?? '')))
        .filter(({ code }) => !listOf(documents).some((one) => one?.kind === code && textOf(one.documentId) !== null))
        .map(({ name }): Finding => ({
          field: 'documents',
          code: 'precheck.documentMissing',
          params: { document: name.zh },
        })),
  },
  {
    id: 'document.kindKnown',
    clause: '45号令第十条',
    check: ({ documents }, { reference: { documentKinds } }) =>
      listOf(documents).flatMap((one, i): Finding[] => {
        const kind = textOf(one?.kind);
        if (kind === null) {
          return [
            {
              field: `documents[${i}].kind`,
              code: 'precheck.missing',
              params: { field: '材料种类', fieldEn: 'Document kind' },
            },
          ];
        }
        return documentKinds.some(({ code }) => code === kind)
          ? []
          : [{ field: `documents[${i}].kind`, code: 'precheck.documentUnknown', params: { kind } }];
      }),
  },
  {
    id: 'document.once',
    clause: '行政许可法第三十一条（材料真实）',
    check: ({ documents }) =>
      listOf(documents).flatMap((one, i, all): Finding[] => {
        const id = textOf(one?.documentId);
        if (id === null || all.findIndex((other) => other?.documentId === one.documentId) === i) return [];
        return [{ field: `documents[${i}].documentId`, code: 'precheck.documentTwice', params: { document: id } }];
      }),
  },
];
