import { useQuery } from '@tanstack/react-query';
import { answer, api } from '../../api/client';
import { useReference } from '../../api/queries';
import type { DocumentKind, InstitutionRules, ListedProcess } from '../../../../workflows/domain/reference';
import { DocumentList, UploadButton } from '../../parts/documents';
import { useSourceWords } from '../../parts/words';
import { useLabel, useText } from '../../text/text';
import { applicationText } from './application.text';
import { setIn, type Draft, type Group } from './draft';
import { ApplicationField, GroupFields, type Faults, type Spec } from './fields';

export interface StepProps {
  draft: Draft;
  faults: Faults;
  /** A change that waited for something (an upload) is told as a function, so that it builds on what was typed meanwhile. */
  onChange: (draft: Draft | ((before: Draft) => Draft)) => void;
}

const spec = (group: Group, key: string, more: Partial<Spec> = {}): Spec => ({
  key,
  word: `${group}.${key}` as Spec['word'],
  ...more,
});

const ENTERPRISE = [
  spec('enterprise', 'name'),
  spec('enterprise', 'uscc'),
  spec('enterprise', 'address'),
  spec('enterprise', 'legalRepresentative'),
  spec('enterprise', 'contactName'),
  spec('enterprise', 'contactPhone', { type: 'tel' }),
];
const SITE = [
  spec('site', 'inPark', { type: 'yesNo' }),
  spec('site', 'park', { required: false, help: 'parkHelp' }),
  spec('site', 'parcel'),
  spec('site', 'address'),
  spec('site', 'longitude', { type: 'number' }),
  spec('site', 'latitude', { type: 'number' }),
];

export function EnterpriseStep({ draft, faults, onChange }: StepProps) {
  const label = useLabel();
  const { data: parks = [] } = useQuery({
    queryKey: ['parks'],
    queryFn: () => answer(api.GET('/api/v1/parks')),
    staleTime: 600_000,
  });
  const site = SITE.map((one) =>
    one.key === 'park' ? { ...one, suggestions: parks.map(({ name }) => label(name)) } : one,
  );
  const set = (group: Group, key: string, value: unknown) => onChange(setIn(draft, group, key, value));
  return (
    <>
      <GroupFields group="enterprise" specs={ENTERPRISE} draft={draft} faults={faults} onChange={set} />
      <GroupFields group="site" specs={site} draft={draft} faults={faults} onChange={set} />
    </>
  );
}

const ACTIVITIES = [
  'newBuildings',
  'specialEquipment',
  'townGas',
  'hazardousWaste',
  'bondedStorage',
  'ownTransport',
] as const;

export function ProjectStep({ draft, faults, onChange }: StepProps) {
  const t = useText(applicationText);
  const label = useLabel();
  const { data: listed = [] } = useReference<ListedProcess>('processes');
  const processes = draft.processes ?? [];
  const activities = (draft.activities ?? {}) as Record<string, boolean | null | undefined>;
  const specs = [
    spec('project', 'name'),
    spec('project', 'kind', {
      choices: (['newBuild', 'rebuild', 'expansion'] as const).map((code) => ({ code, name: t(`kind.${code}`) })),
    }),
    spec('project', 'investment', { type: 'number' }),
    spec('project', 'scale'),
    spec('project', 'description', { type: 'long' }),
  ];
  return (
    <>
      <GroupFields
        group="project"
        specs={specs}
        draft={draft}
        faults={faults}
        onChange={(group, key, value) => onChange(setIn(draft, group, key, value))}
      />
      <section className="card">
        <fieldset className="choices" data-fault={faults.has('processes') || undefined}>
          <legend>{t('processes')}</legend>
          <span className="muted" style={{ width: '100%' }}>
            {t('processesHelp')}
          </span>
          {listed.map(({ code, name }) => (
            <label key={code} className="choice">
              <input
                type="checkbox"
                checked={processes.includes(code)}
                onChange={({ target }) =>
                  onChange({
                    ...draft,
                    processes: target.checked ? [...processes, code] : processes.filter((one) => one !== code),
                  })
                }
              />
              {label(name)}
            </label>
          ))}
        </fieldset>
        {faults.has('processes') && <p className="fault">{faults.get('processes')}</p>}
      </section>
      <section className="card stack">
        <div className="grid2">
          <ApplicationField
            spec={{ key: 'population500m', word: 'population500m', type: 'number', help: 'populationHelp' }}
            path="population500m"
            value={draft.population500m}
            faults={faults}
            onChange={(value) => onChange({ ...draft, population500m: value as number | null })}
          />
        </div>
        <h2>{t('activities')}</h2>
        <p className="muted">{t('activitiesHelp')}</p>
        <div className="grid2">
          {ACTIVITIES.map((key) => (
            <ApplicationField
              key={key}
              spec={spec('activities', key, { type: 'yesNo' })}
              path={`activities.${key}`}
              value={activities[key]}
              faults={faults}
              onChange={(value) => onChange(setIn(draft, 'activities', key, value))}
            />
          ))}
          {activities['hazardousWaste'] === true && (
            <ApplicationField
              spec={{
                key: 'hazardousWasteT',
                word: 'hazardousWasteT',
                type: 'number',
                help: 'hazardousWasteHelp',
                required: false,
              }}
              path="hazardousWasteT"
              value={draft.hazardousWasteT}
              faults={faults}
              onChange={(value) => onChange({ ...draft, hazardousWasteT: value as number | null })}
            />
          )}
        </div>
      </section>
    </>
  );
}

export function InstitutionsStep({ draft, faults, onChange }: StepProps) {
  const label = useLabel();
  const { data } = useReference<InstitutionRules>('institution-rules');
  const rules = data?.[0];
  const set = (group: Group, key: string, value: unknown) => onChange(setIn(draft, group, key, value));
  const named = (rows: InstitutionRules['designGrades'] | InstitutionRules['evaluationScopes'] | undefined) =>
    (rows ?? []).map(({ code, name }) => ({ code, name: label(name) }));
  return (
    <>
      <GroupFields
        group="design"
        draft={draft}
        faults={faults}
        onChange={set}
        specs={[
          spec('design', 'name'),
          spec('design', 'certificateNo'),
          spec('design', 'grade', { choices: named(rules?.designGrades) }),
          spec('design', 'validTo', { type: 'date' }),
          spec('design', 'designDate', { type: 'date' }),
        ]}
      />
      <GroupFields
        group="evaluation"
        draft={draft}
        faults={faults}
        onChange={set}
        specs={[
          spec('evaluation', 'name'),
          spec('evaluation', 'certificateNo'),
          spec('evaluation', 'scope', { choices: named(rules?.evaluationScopes) }),
          spec('evaluation', 'validTo', { type: 'date' }),
          spec('evaluation', 'reportNo'),
          spec('evaluation', 'reportDate', { type: 'date' }),
        ]}
      />
    </>
  );
}

/** Papers handed in only later, by others. */
const NOT_HERE = ['siteVisitRecord', 'meetingMinutes', 'expertOpinion', 'conditionProof', 'correctionReply'];

export function DocumentsStep({ draft, faults, onChange, readOnly = false }: StepProps & { readOnly?: boolean }) {
  const t = useText(applicationText);
  const label = useLabel();
  const sourceWords = useSourceWords();
  const { data: kinds = [] } = useReference<DocumentKind>('document-kinds');
  const documents = draft.documents ?? [];
  const isRequired = (kind: DocumentKind) =>
    kind.required && (!kind.onlyFor || kind.onlyFor.includes(draft.project?.kind ?? ''));
  const faultOf = (code: string) =>
    [...faults].find(
      ([path, text]) =>
        path.startsWith('documents') &&
        (path.includes(code) || text.includes(label(kinds.find((k) => k.code === code)?.name))),
    )?.[1];
  return (
    <ul className="list-rows">
      {kinds
        .filter(({ code }) => !NOT_HERE.includes(code))
        .filter(({ code }) => !readOnly || documents.some((one) => one.kind === code))
        .map((kind) => {
          const own = documents.flatMap(({ kind: code, documentId }) =>
            code === kind.code && documentId ? [documentId] : [],
          );
          const fault = own.length === 0 ? faultOf(kind.code) : undefined;
          return (
            <li key={kind.code} className="card stack" data-fault={fault ? true : undefined}>
              <div className="row spread">
                <h3>{label(kind.name)}</h3>
                <span className={isRequired(kind) ? (own.length > 0 ? 'badge good' : 'badge warn') : 'badge'}>
                  {t(isRequired(kind) ? 'required' : 'optional')}
                </span>
              </div>
              <p className="muted">{t('basis', { basis: sourceWords(kind.basis) })}</p>
              <DocumentList
                ids={own}
                {...(readOnly
                  ? {}
                  : {
                      onRemove: (id: string) =>
                        onChange((before) => ({
                          ...before,
                          documents: (before.documents ?? []).filter(({ documentId }) => documentId !== id),
                        })),
                    })}
              />
              {!readOnly && (
                <UploadButton
                  kind={kind.code}
                  label={`${t('upload')} ${label(kind.name)}`}
                  onUploaded={({ documentId }) =>
                    onChange((before) => ({
                      ...before,
                      documents: [...(before.documents ?? []), { kind: kind.code, documentId }],
                    }))
                  }
                />
              )}
              {fault && <p className="fault">{fault}</p>}
            </li>
          );
        })}
    </ul>
  );
}
