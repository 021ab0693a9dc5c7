import { useReference } from '../../api/queries';
import { useLabel, useText, type Label } from '../../text/text';
import { applicationText } from './application.text';
import { plainPath, type Draft } from './draft';

type Word = keyof typeof applicationText;
const isWord = (key: string): key is Word => key in applicationText;

/** What a path such as `substances[2].cas` is called on the page. */
export function useFieldName(draft: Draft): (path: string) => string {
  const t = useText(applicationText);
  const label = useLabel();
  const { data: kinds = [] } = useReference<{ code: string; name: Label }>('document-kinds', { past: true });
  return (path) => {
    const plain = plainPath(path);
    const row = /^(units|substances|documents)\[([^\]]+)\](?:\.(\w+))?$/.exec(plain);
    if (row) {
      const [, list, index = '', key] = row;
      const n = Number(index) + 1;
      if (list === 'documents') {
        const kind = kinds.find(({ code }) => code === index || code === draft.documents?.[Number(index)]?.kind);
        return kind ? label(kind.name) : t('step.documents');
      }
      const single = list === 'units' ? 'unit' : 'substance';
      const name = list === 'units' ? draft.units?.[n - 1]?.name : draft.substances?.[n - 1]?.name;
      const field = key && isWord(`${single}.${key}`) ? ` ${t(`${single}.${key}` as Word)}` : '';
      return `${t(single, { n })}${name ? ` ${name}` : ''}${field}`;
    }
    const kind = kinds.find(({ code }) => plain === `documents.${code}`);
    if (kind) return label(kind.name);
    const [group = ''] = plain.split('.');
    if (plain.includes('.') && isWord(plain)) return `${isWord(group) ? `${t(group)} ` : ''}${t(plain)}`;
    if (plain === 'documents') return t('step.documents');
    return isWord(plain) ? t(plain) : '';
  };
}
