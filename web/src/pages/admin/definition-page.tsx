import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Button, Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Assignment, ProcessDefinition, Stage } from '../../../../workflows/processes/definition';
import { answer, api } from '../../api/client';
import { useOrgName, useReference, useRoleName } from '../../api/queries';
import type { Limit } from '../../api/types';
import { Page } from '../../frame/page';
import { ProblemAlert } from '../../parts/problem-alert';
import { CodeBadge } from '../../parts/words';
import { commonText } from '../../text/common.text';
import { useLabel, useText, type Label } from '../../text/text';
import { machinesOf } from '../case/diagram-layout';
import { definitionText } from './definition.text';

const DefinitionDiagram = lazy(() => import('../case/process-diagram').then((m) => ({ default: m.DefinitionDiagram })));
const NOTHING = new Map<string, never>();
const PAST = 20;

/** One version: its diagram, its stages against the statute, what differs from the one before, a rehearsal. */
export default function DefinitionPage() {
  const t = useText(definitionText);
  const label = useLabel();
  const params = useParams({ from: '/shell/admin/definitions/$code/$version' });
  const version = Number(params.version);
  const path = { code: params.code, version };
  const { data, error } = useQuery({
    queryKey: ['definitions', path],
    queryFn: () => answer(api.GET('/api/v1/definitions/{code}/{version}', { params: { path } })),
  });
  if (error)
    return (
      <Page title={t('title')}>
        <ProblemAlert error={error} />
      </Page>
    );
  if (!data)
    return (
      <Page title={t('title')}>
        <p className="empty">
          <Spin />
        </p>
      </Page>
    );
  const definition = data.definition as unknown as ProcessDefinition;
  return (
    <Page title={`${label(data.name)} ${t('versionNo', { n: version })}`}>
      <p className="muted">{definition.legalBasis.join('；')}</p>
      <section className="stack">
        <h2>{t('diagram')}</h2>
        <Suspense fallback={<Spin />}>
          <DefinitionDiagram definition={definition} figures={NOTHING} />
        </Suspense>
      </section>
      <StageTable definition={definition} />
      {version > 1 && <Differences code={params.code} from={version - 1} to={version} />}
      <Rehearsal code={params.code} version={version} />
    </Page>
  );
}

function StageTable({ definition }: { definition: ProcessDefinition }) {
  const t = useText(definitionText);
  const c = useText(commonText);
  return (
    <section className="card">
      <h2>{t('stages')}</h2>
      <div className="table-wrap" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th>{c('stage')}</th>
              <th>{t('kind')}</th>
              <th>{t('who')}</th>
              <th>{t('outcomes')}</th>
              <th>{t('limit')}</th>
              <th>{t('basis')}</th>
            </tr>
          </thead>
          <tbody>
            <StageRows stages={definition.machine.stages} depth={0} />
          </tbody>
        </table>
      </div>
    </section>
  );
}

function StageRows({ stages, depth }: { stages: readonly Stage[]; depth: number }) {
  const t = useText(definitionText);
  const label = useLabel();
  const { data: limits = [] } = useReference<Limit>('limits');
  const who = useAssignment();
  return stages.map((stage) => {
    const limit = limits.find(({ key }) => key === stage.clocks?.own);
    return [
      <tr key={`${depth}/${stage.code}`}>
        <td style={{ paddingLeft: 10 + depth * 20 }}>{label(stage.name)}</td>
        <td className="nowrap">{t(`kind.${stage.kind}`)}</td>
        <td>{stage.kind === 'task' ? who(stage.assignment) : ''}</td>
        <td>{stage.kind === 'task' ? stage.outcomes.map(({ name }) => label(name)).join('、') : ''}</td>
        <td>{limit && label(limit.name)}</td>
        <td>{stage.basis?.join('；')}</td>
      </tr>,
      ...machinesOf(stage).map((machine, at) => (
        <StageRows key={`${stage.code}/${at}`} stages={machine.stages} depth={depth + 1} />
      )),
    ];
  });
}

/** Who does it, in words; an organisation that the case decides is left out. */
function useAssignment(): (assignment: Assignment) => string {
  const t = useText(definitionText);
  const orgName = useOrgName();
  const roleName = useRoleName();
  return (assignment) => {
    if ('person' in assignment) return t('applicant');
    const roles = 'roles' in assignment ? assignment.roles : [assignment];
    return roles.map(({ org, role }) => `${org.startsWith('$') ? '' : `${orgName(org)} `}${roleName(role)}`).join('、');
  };
}

/** A difference between two versions of a definition, as the API sends it. */
interface Difference {
  stage: string;
  name: Label | null;
  what: 'added' | 'removed' | 'changed';
  part: string | null;
  whom: string[];
}

function Differences({ code, from, to }: { code: string; from: number; to: number }) {
  const t = useText(definitionText);
  const c = useText(commonText);
  const label = useLabel();
  const roleName = useRoleName();
  const { data, error } = useQuery({
    queryKey: ['definitions', code, from, to],
    queryFn: () =>
      answer(
        api.GET('/api/v1/definitions/{code}/{version}/compare/{to}', { params: { path: { code, version: from, to } } }),
      ),
  });
  const stages = new Map<string, { name: string; what: 'added' | 'removed' | 'changed'; whom: string[] }>();
  const differences = (data?.differences ?? []) as unknown as Difference[];
  for (const one of differences) {
    const known = stages.get(one.stage);
    stages.set(one.stage, {
      name: label(one.name) || t('whole'),
      what: known?.what ?? (one.part === null ? one.what : 'changed'),
      whom: [...new Set([...(known?.whom ?? []), ...one.whom])],
    });
  }
  return (
    <section className="card stack">
      <h2>{t('differences', { a: from, b: to })}</h2>
      <ProblemAlert error={error} />
      {data && stages.size === 0 && <p className="muted">{t('noDifferences')}</p>}
      {stages.size > 0 && (
        <div className="table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{c('stage')}</th>
                <th>{c('status')}</th>
                <th>{t('whom')}</th>
              </tr>
            </thead>
            <tbody>
              {[...stages].map(([stage, one]) => (
                <tr key={stage}>
                  <td>{one.name}</td>
                  <td>
                    <span className={`badge ${{ added: 'good', removed: 'bad', changed: 'warn' }[one.what]}`}>
                      {t(`what.${one.what}`)}
                    </span>
                  </td>
                  <td>
                    {one.whom
                      .map((role) => (role.startsWith('$') ? t('applicant') : roleName(role.split('/').at(-1) ?? role)))
                      .join('、')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Rehearsal({ code, version }: { code: string; version: number }) {
  const t = useText(definitionText);
  const c = useText(commonText);
  const [asked, setAsked] = useState(false);
  const run = useMutation({
    mutationFn: () => answer(api.POST('/api/v1/definitions/dry-run/cases', { body: { code, version, last: PAST } })),
    onSuccess: () => setAsked(true),
  });
  return (
    <section className="card stack">
      <h2>{t('dryRun')}</h2>
      <p className="muted">{t('dryRunHelp')}</p>
      <div>
        <Button loading={run.isPending} onClick={() => run.mutate()}>
          {t('dryRunStart', { n: PAST })}
        </Button>
      </div>
      <ProblemAlert error={run.error} />
      {asked && run.data?.length === 0 && <p className="muted">{t('noPast')}</p>}
      {run.data && run.data.length > 0 && (
        <div className="table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{c('number')}</th>
                <th>{t('recorded')}</th>
                <th>{t('after')}</th>
                <th>{c('status')}</th>
              </tr>
            </thead>
            <tbody>
              {run.data.map((one) => (
                <tr key={one.caseId}>
                  <td className="number">{one.caseId}</td>
                  <td>
                    <CodeBadge group="result" code={one.recorded} />
                  </td>
                  <td>
                    <CodeBadge group="result" code={one.after} />
                  </td>
                  <td>
                    <span className={one.same ? 'badge good' : 'badge warn'}>{t(one.same ? 'same' : 'differs')}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
