import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button, Spin } from 'antd';
import { lazy, Suspense, useState } from 'react';
import type { Assignment, ProcessDefinition, Stage } from '../../../../../workflows/processes/definition';
import { answer, api } from '../../../api/client';
import { useOrgName, useReference, useRoleName } from '../../../api/queries';
import type { Limit } from '../../../api/types';
import { Page } from '../../../frame/page';
import { ProblemAlert } from '../../../parts/problem-alert';
import { commonText } from '../../../text/common.text';
import { useLabel, useText } from '../../../text/text';
import { machinesOf } from '../../case/diagram-layout';
import { definitionText } from './definition.text';
import { DifferenceTable, PastCases } from './definition-tables';
import { RetireDialog } from './retire-dialog';

const DefinitionDiagram = lazy(() =>
  import('../../case/process-diagram').then((m) => ({ default: m.DefinitionDiagram })),
);
const NOTHING = new Map<string, never>();

/** One version: its diagram, its stages against the statute, what differs from the one before, a rehearsal. */
export default function DefinitionPage() {
  const t = useText(definitionText);
  const label = useLabel();
  const params = useParams({ from: '/shell/admin/definitions/$code/$version' });
  const version = Number(params.version);
  const path = { code: params.code, version };
  const queries = useQueryClient();
  const [retiring, setRetiring] = useState(false);
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
    <Page
      title={`${label(data.name)} ${t('versionNo', { n: version })}`}
      actions={
        <>
          <Link className="link-button" to="/admin/definitions/new" search={path}>
            {t('draftNext')}
          </Link>
          {data.status !== 'retired' && data.retiredFor === null && (
            <Button onClick={() => setRetiring(true)}>{t('retire')}</Button>
          )}
        </>
      }
    >
      {data.retiredFor !== null && (
        <p className="note warn">{t('retiredFor', { day: data.effectiveTo ?? '', reason: data.retiredFor })}</p>
      )}
      <p className="muted">{definition.legalBasis.join('；')}</p>
      <section className="stack">
        <h2>{t('diagram')}</h2>
        <Suspense fallback={<Spin />}>
          <DefinitionDiagram definition={definition} figures={NOTHING} />
        </Suspense>
      </section>
      <StageTable definition={definition} />
      {version > 1 && <Differences code={params.code} from={version - 1} to={version} />}
      <PastCases body={{ code: params.code, version }} />
      {retiring && (
        <RetireDialog
          {...path}
          onClose={(done) => {
            setRetiring(false);
            if (done) void queries.invalidateQueries({ queryKey: ['definitions'] });
          }}
        />
      )}
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

function Differences({ code, from, to }: { code: string; from: number; to: number }) {
  const t = useText(definitionText);
  const { data, error } = useQuery({
    queryKey: ['definitions', code, from, to],
    queryFn: () =>
      answer(
        api.GET('/api/v1/definitions/{code}/{version}/compare/{to}', { params: { path: { code, version: from, to } } }),
      ),
  });
  return (
    <section className="card stack">
      <h2>{t('differences', { a: from, b: to })}</h2>
      <ProblemAlert error={error} />
      {data && <DifferenceTable comparison={data} />}
    </section>
  );
}
