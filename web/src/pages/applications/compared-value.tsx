import type { InstitutionRules, ListedProcess } from '../../../../workflows/domain/reference';
import { useReference } from '../../api/queries';
import { DocumentList } from '../../parts/documents';
import { useLabel, useText } from '../../text/text';
import { applicationText } from './application.text';

type Word = keyof typeof applicationText;

/** Words for the values that are codes, by the last part of the path; `kind` is another in a unit than in a project. */
const CODED: Record<string, string> = { role: 'role', physicalState: 'state', kind: 'kind' };

/** One side of a difference between two submissions: words for codes, the fields of a row by name, a paper to be opened. */
export function ComparedValue({ path, value }: { path: string; value: unknown }) {
  const t = useText(applicationText);
  const label = useLabel();
  const { data: processes = [] } = useReference<ListedProcess>('processes', { past: true });
  const { data: rules } = useReference<InstitutionRules>('institution-rules');
  const word = (key: string) => (key in applicationText ? t(key as Word) : '');
  const graded = [...(rules?.[0]?.designGrades ?? []), ...(rules?.[0]?.evaluationScopes ?? [])];
  const leaf = (at: string, one: unknown): string => {
    if (one === null || one === undefined) return '—';
    if (typeof one === 'boolean') return t(one ? 'yes' : 'no');
    if (typeof one !== 'string') return typeof one === 'number' ? String(one) : '';
    const key = at.split('.').at(-1) ?? '';
    if (at.startsWith('processes')) return label(processes.find(({ code }) => code === one)?.name) || one;
    const group = at.startsWith('units') && key === 'kind' ? 'unitKind' : CODED[key];
    return (group && word(`${group}.${one}`)) || label(graded.find(({ code }) => code === one)?.name) || one;
  };
  if (typeof value !== 'object' || value === null)
    return path.endsWith('.documentId') && typeof value === 'string' ? (
      <DocumentList ids={[value]} />
    ) : (
      leaf(path, value)
    );
  const fields = value as Record<string, unknown>;
  if (typeof fields['documentId'] === 'string') return <DocumentList ids={[fields['documentId']]} />;
  const row = path.startsWith('units') ? 'unit' : 'substance';
  return (
    <dl className="facts">
      {Object.entries(fields)
        .map(([key, one]) => ({ key, name: word(`${row}.${key}`), text: leaf(`${path}.${key}`, one) }))
        .filter(({ name, text }) => name !== '' && text !== '')
        .map(({ key, name, text }) => (
          <div key={key} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
    </dl>
  );
}
