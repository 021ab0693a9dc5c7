import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Spin } from 'antd';
import { useState } from 'react';
import { answer, api } from '../../../api/client';
import { useOrgName } from '../../../api/queries';
import type { components } from '../../../api/schema';
import { ProblemAlert } from '../../../parts/problem-alert';
import { useSourceWords } from '../../../parts/words';
import { useLabel, useText } from '../../../text/text';
import { today } from '../../../text/time';
import { useConditionWords, type RoutingFact } from './condition-words';
import { registersText } from './registers.text';
import { RoutingDialog } from './routing-dialog';

export type RoutingTable = components['schemas']['RoutingDto'];

const PROCESS = 'jointReview';

/** Routing tables of the joint review: those to come, the one in force, former ones; a change is a further table. */
export function RoutingPanel() {
  const t = useText(registersText);
  const queries = useQueryClient();
  const [drafting, setDrafting] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['routing', PROCESS],
    queryFn: () => answer(api.GET('/api/v1/routing/{process}', { params: { path: { process: PROCESS } } })),
  });
  if (!data) return error ? <ProblemAlert error={error} /> : <Spin />;
  return (
    <>
      <div className="row spread">
        <p className="muted">{t('routingHelp')}</p>
        <Button type="primary" onClick={() => setDrafting(true)}>
          {t('newTable')}
        </Button>
      </div>
      {data.tables.map((table) => (
        <Table key={table.effectiveFrom} table={table} facts={data.facts as RoutingFact[]} />
      ))}
      {drafting && (
        <RoutingDialog
          process={PROCESS}
          routing={data}
          onClose={(done) => {
            setDrafting(false);
            if (!done) return;
            for (const queryKey of [['routing'], ['definitions'], ['reference', 'routing']])
              void queries.invalidateQueries({ queryKey });
          }}
        />
      )}
    </>
  );
}

function Table({ table, facts }: { table: RoutingTable['tables'][number]; facts: readonly RoutingFact[] }) {
  const t = useText(registersText);
  const label = useLabel();
  const orgName = useOrgName();
  const words = useConditionWords(facts);
  const sourceWords = useSourceWords();
  const { effectiveFrom: from, effectiveTo: to } = table;
  const [state, tone] =
    from > today()
      ? (['upcoming', 'info'] as const)
      : to !== null && to < today()
        ? (['former', ''] as const)
        : (['inForce', 'good'] as const);
  return (
    <section className="card stack">
      <h2>
        {t('span', { from, to: to === null ? '' : t('until', { day: to }) })}{' '}
        <span className={`badge ${tone}`}>{t(state)}</span>
      </h2>
      <p className="muted">
        {t('source')}：{sourceWords(table.source)}
      </p>
      <div className="table-wrap" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th>{t('department')}</th>
              <th>{t('condition')}</th>
              <th>{t('reason')}</th>
              <th>{t('basis')}</th>
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.number}>
                <td className="nowrap">{orgName(row.department)}</td>
                <td>{words(row.when as never)}</td>
                <td>{label(row.reason)}</td>
                <td>{sourceWords(row.basis)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
