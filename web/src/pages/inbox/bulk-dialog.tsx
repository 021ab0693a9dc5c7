import { useQueries, useQueryClient } from '@tanstack/react-query';
import { Button, Input, Modal, Spin } from 'antd';
import { useRef, useState } from 'react';
import { answer, api, newKey } from '../../api/client';
import { isAway, isProblem } from '../../api/problem';
import { useOrgName } from '../../api/queries';
import { noteAway, serverBack } from '../../api/server-state';
import type { OfferedOutcome, TaskDetail, TaskRow } from '../../api/types';
import { Field } from '../../parts/field';
import { onStage } from '../../parts/kept-places';
import { KeptState } from '../../parts/kept-state';
import { partsText } from '../../parts/parts.text';
import { Phrases } from '../../parts/phrases';
import { useKept } from '../../parts/use-kept';
import { commonText } from '../../text/common.text';
import { useLabel, useText, type Label } from '../../text/text';
import { inboxText } from './inbox.text';
import { taskText } from './task.text';

type Result = 'done' | { refused: string };
interface Opened {
  stageName: Label;
  branch: string | null;
}

/** An outcome that can be given to several at once: it goes forward and demands no more than an opinion. */
const isPlain = ({ kind, demands }: OfferedOutcome): boolean =>
  kind === 'forward' && demands.every((demand) => demand === 'opinion');

/** 批量办理: one outcome for several tasks of a stage, each shown with what it leads to and each to be left out. */
export function BulkDialog({
  picked,
  onClose,
}: {
  picked: readonly TaskRow[];
  onClose: (done: readonly string[]) => void;
}) {
  const t = useText(inboxText);
  const s = useText(taskText);
  const c = useText(commonText);
  const p = useText(partsText);
  const label = useLabel();
  const orgName = useOrgName();
  const queries = useQueryClient();
  // As they were chosen: what is done leaves the list behind while its result still stands here.
  const [rows] = useState(picked);
  const [kept, setKept] = useState(() => new Set(rows.map(({ taskId }) => taskId)));
  const written = useKept(rows[0] ? onStage(rows[0].process, rows[0].stage) : null);
  const typed = written.draft.values['opinion'];
  const opinion = typeof typed === 'string' ? typed : '';
  const [tried, setTried] = useState(false);
  const [results, setResults] = useState<Record<string, Result>>({});
  const [busy, setBusy] = useState(false);
  const keys = useRef(new Map<string, string>());
  const details = useQueries({
    queries: rows.map(({ taskId }) => ({
      queryKey: ['task', taskId],
      queryFn: () => answer(api.GET('/api/v1/tasks/{taskId}', { params: { path: { taskId } } })) as Promise<TaskDetail>,
    })),
  }).map(({ data }) => data);
  const loaded = details.every((one) => one !== undefined);
  const offered = loaded ? commonOutcomes(details as TaskDetail[]) : [];
  // What was chosen before may be offered no more.
  const outcome = offered.find((one) => one.code === written.draft.outcome);
  const code = outcome?.code ?? null;
  const previews = useQueries({
    queries: rows.map(({ taskId }) => ({
      queryKey: ['preview', taskId, code],
      queryFn: () =>
        answer(
          api.POST('/api/v1/tasks/{taskId}/preview', { params: { path: { taskId } }, body: { outcome: code! } }),
        ) as unknown as Promise<{ opened: Opened[] }>,
      enabled: code !== null,
      gcTime: 0,
    })),
  });
  const needsOpinion = outcome?.demands.includes('opinion') ?? false;
  const opinionMissing = needsOpinion && opinion.trim() === '';
  const waiting = rows.filter(({ taskId }) => kept.has(taskId) && results[taskId] !== 'done');

  const send = async (taskId: string): Promise<Result> => {
    const key = keys.current.get(taskId) ?? newKey();
    keys.current.set(taskId, key);
    for (;;) {
      try {
        await answer(
          api.POST('/api/v1/tasks/{taskId}/complete', {
            params: { path: { taskId }, header: { 'Idempotency-Key': key } },
            body: { outcome: code!, ...(opinion.trim() === '' ? {} : { form: { opinion: opinion.trim() } as never }) },
          }),
        );
        return 'done';
      } catch (error) {
        if (!isAway(error)) {
          keys.current.delete(taskId);
          return { refused: isProblem(error) ? error.message : String(error) };
        }
        noteAway();
        await serverBack();
      }
    }
  };
  const submit = async () => {
    setTried(true);
    if (!outcome || opinionMissing) return;
    setBusy(true);
    let all = true;
    for (const { taskId } of waiting) {
      const result = await send(taskId);
      all &&= result === 'done';
      setResults((before) => ({ ...before, [taskId]: result }));
    }
    setBusy(false);
    // As long as one is left the words may be needed again.
    if (all) written.forget();
    for (const key of ['tasks', 'counts', 'cases']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const close = () => onClose(Object.keys(results).filter((taskId) => results[taskId] === 'done'));
  return (
    <Modal
      open
      width={720}
      title={t('bulkTitle', { stage: label(rows[0]?.stageName) })}
      onCancel={close}
      mask={{ closable: false }}
      footer={[
        <Button key="close" onClick={close}>
          {c('close')}
        </Button>,
        <Button
          key="go"
          type="primary"
          loading={busy}
          disabled={!outcome || waiting.length === 0}
          onClick={() => void submit()}
        >
          {outcome ? s('submit', { outcome: label(outcome.name) }) : t('bulkGo', { n: waiting.length })}（
          {waiting.length}）
        </Button>,
      ]}
    >
      <div className="stack">
        {!loaded && <Spin />}
        {written.restored && (
          <p className="note row spread">
            {p('draftKept')}
            <Button size="small" onClick={() => void written.discard()}>
              {p('draftDiscard')}
            </Button>
          </p>
        )}
        {loaded && offered.length === 0 && <p className="note warn">{t('bulkNone')}</p>}
        {offered.length > 0 && (
          <fieldset className="choices">
            <legend>{t('bulkOutcome')}</legend>
            {offered.map((one) => (
              <label key={one.code} className={`choice ${one.tone}`}>
                <input
                  type="radio"
                  name="bulk"
                  checked={code === one.code}
                  onChange={() => written.change({ outcome: one.code })}
                />
                {label(one.name)}
              </label>
            ))}
          </fieldset>
        )}
        {outcome && (
          <Field
            label={t('bulkOpinion')}
            required={needsOpinion}
            fault={tried && opinionMissing ? s('needOpinion', { outcome: label(outcome.name) }) : undefined}
            help={<Phrases text={opinion} onChange={(text) => written.setValue('opinion', text)} />}
          >
            {(frame) => (
              <Input.TextArea
                {...frame}
                autoSize={{ minRows: 2, maxRows: 6 }}
                value={opinion}
                onChange={({ target }) => written.setValue('opinion', target.value)}
              />
            )}
          </Field>
        )}
        <KeptState {...written} />
        <p className="muted">{t('bulkPreview')}</p>
        <ul className="list-rows">
          {rows.map((row, at) => {
            const result = results[row.taskId];
            const opened = previews[at]?.data?.opened ?? [];
            const refused = previews[at]?.error;
            return (
              <li key={row.taskId} className="list-row row spread">
                <label className="row" style={{ flex: 1 }}>
                  <input
                    type="checkbox"
                    checked={kept.has(row.taskId)}
                    disabled={result === 'done' || busy}
                    onChange={({ target }) => {
                      const next = new Set(kept);
                      if (target.checked) next.add(row.taskId);
                      else next.delete(row.taskId);
                      setKept(next);
                    }}
                  />
                  <span>
                    <span className="number">{row.caseNo}</span> {row.title}
                    {opened.length > 0 && (
                      <span className="muted">
                        <br />
                        {t('bulkNext', {
                          stages: opened
                            .map((one) => `${one.branch ? `${orgName(one.branch)} ` : ''}${label(one.stageName)}`)
                            .join('、'),
                        })}
                      </span>
                    )}
                  </span>
                </label>
                {result === 'done' && <span className="badge good">{t('bulkDone')}</span>}
                {result !== undefined && result !== 'done' && <span className="fault">{result.refused}</span>}
                {result === undefined && isProblem(refused) && <span className="fault">{refused.message}</span>}
              </li>
            );
          })}
        </ul>
      </div>
    </Modal>
  );
}

/** What every one of the tasks offers. */
function commonOutcomes([first, ...others]: TaskDetail[]): OfferedOutcome[] {
  return (first?.outcomes ?? [])
    .filter(isPlain)
    .filter(({ code }) => others.every(({ outcomes }) => outcomes.some((one) => one.code === code && isPlain(one))));
}
