import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { answer, api } from '../../api/client';
import type { InstitutionRules, ListedProcess } from '../../../../workflows/domain/reference';
import { useReference } from '../../api/queries';
import { ProblemAlert } from '../../parts/problem-alert';
import { commonText } from '../../text/common.text';
import { useLabel, useText } from '../../text/text';
import { minute } from '../../text/time';
import { applicationText } from './application.text';
import type { Application, Draft } from './draft';
import { ScreeningPanel } from './screening-panel';
import { DocumentsStep } from './steps';

type Word = keyof typeof applicationText;

const GROUPS = {
  enterprise: ['name', 'uscc', 'address', 'legalRepresentative', 'contactName', 'contactPhone'],
  site: ['inPark', 'park', 'parcel', 'address', 'longitude', 'latitude'],
  project: ['name', 'kind', 'investment', 'scale', 'description'],
  activities: ['newBuildings', 'specialEquipment', 'townGas', 'hazardousWaste', 'bondedStorage', 'ownTransport'],
  design: ['name', 'certificateNo', 'grade', 'validTo', 'designDate'],
  evaluation: ['name', 'certificateNo', 'scope', 'validTo', 'reportNo', 'reportDate'],
} as const;

/** An application as it was submitted, for everybody who may read it. */
export default function SubmittedApplication({ applicationId }: { applicationId: string }) {
  const c = useText(commonText);
  const { data, error } = useQuery({
    queryKey: ['submitted', applicationId],
    queryFn: () =>
      answer(api.GET('/api/v1/applications/{id}', { params: { path: { id: applicationId } } })) as Promise<Application>,
  });
  if (error) return <ProblemAlert error={error} />;
  if (!data) return <p className="empty">{c('loading')}</p>;
  return <ReadApplication application={data} />;
}

function ReadApplication({ application }: { application: Application }) {
  const t = useText(applicationText);
  const label = useLabel();
  const draft: Draft = application.application;
  const { data: processes = [] } = useReference<ListedProcess>('processes', { past: true });
  const { data: rules } = useReference<InstitutionRules>('institution-rules');
  const shown = (key: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '';
    if (typeof value === 'boolean') return t(value ? 'yes' : 'no');
    if (key === 'kind') return t(`kind.${value as 'newBuild'}`);
    const named = [...(rules?.[0]?.designGrades ?? []), ...(rules?.[0]?.evaluationScopes ?? [])];
    if (key === 'grade' || key === 'scope') return label(named.find(({ code }) => code === value)?.name);
    return String(value as string | number);
  };
  return (
    <div className="stack">
      <Versions application={application} />
      <div className="columns">
        {(Object.keys(GROUPS) as (keyof typeof GROUPS)[]).map((group) => {
          const values = (draft[group] ?? {}) as Record<string, unknown>;
          return (
            <section key={group} className="card">
              <h2>{t(group)}</h2>
              <dl className="facts">
                {GROUPS[group]
                  .map((key) => ({ key, text: shown(key, values[key]) }))
                  .filter(({ text }) => text !== '')
                  .map(({ key, text }) => (
                    <div key={key} style={{ display: 'contents' }}>
                      <dt>{t(`${group}.${key}` as Word)}</dt>
                      <dd className="pre">{text}</dd>
                    </div>
                  ))}
              </dl>
            </section>
          );
        })}
      </div>
      <section className="card stack">
        <h2>{t('step.substances')}</h2>
        <p>
          {t('processes')}：
          {(draft.processes ?? []).map((code) => label(processes.find((one) => one.code === code)?.name)).join('、') ||
            t('notMet')}
        </p>
        <p>
          {t('population500m')}：<span className="number">{draft.population500m ?? ''}</span>
        </p>
        {typeof draft.hazardousWasteT === 'number' && (
          <p>
            {t('hazardousWasteT')}：<span className="number">{draft.hazardousWasteT}</span>
          </p>
        )}
        <SubstanceTable draft={draft} />
      </section>
      <ScreeningPanel draft={draft} />
      <section className="stack">
        <h2>{t('step.documents')}</h2>
        <DocumentsStep draft={draft} faults={new Map()} onChange={() => undefined} readOnly />
      </section>
    </div>
  );
}

function SubstanceTable({ draft }: { draft: Draft }) {
  const t = useText(applicationText);
  const units = draft.units ?? [];
  return (
    <div className="table-wrap" tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th>{t('substance.unit')}</th>
            <th>{t('substance.name')}</th>
            <th>{t('substance.cas')}</th>
            <th>{t('substance.role')}</th>
            <th className="right">{t('substance.quantityT')}</th>
            <th>{t('substance.physicalState')}</th>
            <th className="right">{t('substance.temperatureC')}</th>
            <th className="right">{t('substance.pressureMPa')}</th>
          </tr>
        </thead>
        <tbody>
          {(draft.substances ?? []).map((one, at) => (
            <tr key={at}>
              <td>{units.find(({ key }) => key === one.unit)?.name}</td>
              <td>{one.name}</td>
              <td className="number nowrap">{one.cas}</td>
              <td>{one.role && t(`role.${one.role}`)}</td>
              <td className="right">{one.quantityT}</td>
              <td>{one.physicalState && t(`state.${one.physicalState}`)}</td>
              <td className="right">{one.temperatureC}</td>
              <td className="right">{one.pressureMPa}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Versions({ application }: { application: Application }) {
  const t = useText(applicationText);
  const path = { id: application.applicationId };
  const { data = [] } = useQuery({
    queryKey: ['submitted', application.applicationId, 'versions', application.submitted],
    queryFn: () => answer(api.GET('/api/v1/applications/{id}/versions', { params: { path } })),
    enabled: application.submitted > 0,
  });
  if (data.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('versions')}</h2>
      <ul className="list-rows">
        {data.map((row) => (
          <li key={row.version} className="row">
            <span>{t('versionLine', { n: row.version })}</span>
            <span className="number muted">{minute(row.submittedAt)}</span>
            <span className="muted">{row.submittedByName}</span>
            {row.version > 1 && (
              <Link
                to="/applications/$id/compare"
                params={path}
                search={{ a: String(row.version - 1), b: String(row.version) }}
              >
                {t('compare')}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
