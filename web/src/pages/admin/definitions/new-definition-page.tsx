import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { App, Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import type { ProcessDefinition } from '../../../../../workflows/processes/definition';
import { answer, api } from '../../../api/client';
import { Page } from '../../../frame/page';
import { Field } from '../../../parts/field';
import { ProblemAlert } from '../../../parts/problem-alert';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { today } from '../../../text/time';
import { DefinitionWalk } from './definition-walk';
import { definitionText } from './definition.text';
import { DifferenceTable, PastCases } from './definition-tables';

/** The definition that a text holds; null when it is none. */
function definitionIn(text: string): ProcessDefinition | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as ProcessDefinition) : null;
  } catch {
    return null;
  }
}

/** A version on its way: pasted, read from a file or drawn from an earlier one; proved, compared, tried, then published. */
export default function NewDefinitionPage() {
  const t = useText(definitionText);
  const c = useText(commonText);
  const { message, modal } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { code, version } = useSearch({ from: '/shell/admin/definitions/new' });
  const [text, setText] = useState('');
  const [proved, setProved] = useState('');
  const base = useQuery({
    queryKey: ['definitions', { code, version }],
    queryFn: () =>
      answer(api.GET('/api/v1/definitions/{code}/{version}', { params: { path: { code: code!, version: version! } } })),
    enabled: code !== undefined && version !== undefined,
  });
  const versions = useQuery({ queryKey: ['definitions'], queryFn: () => answer(api.GET('/api/v1/definitions')) });
  const newest = Math.max(0, ...(versions.data ?? []).filter((one) => one.code === code).map((one) => one.version));
  useEffect(() => {
    if (!base.data || newest === 0) return;
    const next = { ...base.data.definition, version: newest + 1, effectiveFrom: today(), effectiveTo: null };
    setText((before) => (before === '' ? JSON.stringify(next, null, 2) : before));
  }, [base.data, newest]);
  const definition = definitionIn(text);
  const prove = useMutation({
    mutationFn: (one: ProcessDefinition) =>
      answer(
        api.POST('/api/v1/definitions/prove', { body: { definition: one as unknown as Record<string, unknown> } }),
      ),
    onSuccess: () => setProved(text),
  });
  const publish = useMutation({
    mutationFn: (one: ProcessDefinition) =>
      answer(api.POST('/api/v1/definitions', { body: { definition: one as unknown as Record<string, unknown> } })),
    onSuccess: async (published) => {
      void message.success(t('publishedNow', { n: published.version, day: published.effectiveFrom }));
      await queries.invalidateQueries({ queryKey: ['definitions'] });
      await navigate({
        to: '/admin/definitions/$code/$version',
        params: { code: published.code, version: String(published.version) },
      });
    },
  });
  // What was proved is what stands there: a change has to be proved again.
  const proof = proved === text && text !== '' ? prove.data : undefined;
  const change = (next: string) => {
    setText(next);
    publish.reset();
  };
  const confirm = (one: ProcessDefinition) =>
    void modal.confirm({
      title: t('publishTitle', { n: one.version }),
      content: t('publishHelp', { day: one.effectiveFrom }),
      okText: t('publish'),
      cancelText: c('cancel'),
      onOk: () => publish.mutateAsync(one).catch(() => undefined),
    });
  return (
    <Page title={t('newVersion')}>
      <p className="muted">{t('newHelp')}</p>
      <ProblemAlert error={base.error} />
      <section className="card stack">
        <div className="row">
          <label className="row">
            {t('fromFile')}
            <input
              type="file"
              accept=".json,application/json"
              onChange={({ target }) => void target.files?.[0]?.text().then(change)}
            />
          </label>
          {definition && (
            <label className="row">
              {t('effectiveFrom')}
              <input
                type="date"
                className="native"
                value={definition.effectiveFrom ?? ''}
                onChange={({ target }) =>
                  change(JSON.stringify({ ...definition, effectiveFrom: target.value }, null, 2))
                }
              />
            </label>
          )}
        </div>
        <Field
          label={t('content')}
          required
          help={t('contentHelp')}
          fault={text !== '' && definition === null ? t('notJson') : undefined}
        >
          {(frame) => (
            <Input.TextArea
              {...frame}
              className="code"
              spellCheck={false}
              autoSize={{ minRows: 8, maxRows: 24 }}
              value={text}
              onChange={({ target }) => change(target.value)}
            />
          )}
        </Field>
        <div className="row">
          <Button
            type={proof?.publishable ? 'default' : 'primary'}
            disabled={definition === null}
            loading={prove.isPending}
            onClick={() => definition && prove.mutate(definition)}
          >
            {t('prove')}
          </Button>
          <Button
            type={proof?.publishable ? 'primary' : 'default'}
            disabled={!proof?.publishable}
            loading={publish.isPending}
            onClick={() => definition && confirm(definition)}
          >
            {t('publish')}
          </Button>
        </div>
        <ProblemAlert error={prove.error ?? publish.error} />
        <div role="status">
          {proof?.publishable && <p className="note good">{t('sound')}</p>}
          {proof && proof.faults.length > 0 && (
            <>
              <p className="note warn">{t('unsound', { n: proof.faults.length })}</p>
              <ul>
                {proof.faults.map(({ stage, detail }, at) => (
                  <li key={at}>
                    {stage !== '' && <code>{stage}</code>} {detail}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      </section>
      {proof?.comparison && (
        <section className="card stack">
          <h2>{t('differences', { a: proof.comparison.from, b: proof.comparison.to })}</h2>
          <DifferenceTable comparison={proof.comparison} />
        </section>
      )}
      {proof?.publishable && definition && (
        <>
          <DefinitionWalk key={proved} definition={definition} />
          <PastCases key={`${proved}/past`} body={{ definition }} />
        </>
      )}
    </Page>
  );
}
