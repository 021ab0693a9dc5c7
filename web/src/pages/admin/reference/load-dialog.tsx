import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { ActionDialog } from '../../../parts/action-dialog';
import { Field } from '../../../parts/field';
import { ProblemAlert } from '../../../parts/problem-alert';
import { isBlank, ReasonField, TextField } from '../../../parts/reason-field';
import { commonText } from '../../../text/common.text';
import { useLabel, useText } from '../../../text/text';
import { today } from '../../../text/time';
import type { components } from '../../../api/schema';
import { LoadImpact } from './load-impact';
import { LoadPreview } from './load-preview';
import { sendFile } from './send-file';
import type { TableSet } from './table-panel';
import { tablesText } from './tables.text';

interface Values {
  file: File | null;
  effectiveFrom: string;
  source: string;
  reason: string;
  /** What was shown of this file for this day; another file or day must be looked at again. */
  seen: components['schemas']['SetPreviewDto'] | null;
}

/** Loads a further version of a set: the file is checked and held against what stands before anything is written. */
export function LoadDialog({ set, onClose }: { set: TableSet; onClose: (done: boolean) => void }) {
  const t = useText(tablesText);
  const c = useText(commonText);
  const label = useLabel();
  const missing = (field: string) => c('fillIn', { field });
  const preview = useMutation({
    mutationFn: ({ file, effectiveFrom }: { file: File; effectiveFrom: string }) =>
      sendFile(set.set, 'preview', file, { effectiveFrom }),
  });
  return (
    <ActionDialog<Values>
      title={t('loadTitle', { name: label(set.name) })}
      width={960}
      submit={t('publish')}
      done={t('published')}
      initial={{ file: null, effectiveFrom: today(), source: '', reason: '', seen: null }}
      check={(v) => ({
        ...(v.file === null ? { file: t('chooseFile') } : {}),
        ...(v.effectiveFrom === '' ? { effectiveFrom: missing(t('firstDay')) } : {}),
        ...(v.file !== null && v.seen === null ? { seen: t('checkFirst') } : {}),
        ...(v.seen !== null && v.seen.problemCount > 0 ? { seen: t('mend') } : {}),
        ...(isBlank(v.source, 2) ? { source: missing(t('source')) } : {}),
        ...(isBlank(v.reason, 2) ? { reason: missing(t('reason')) } : {}),
      })}
      send={({ file, effectiveFrom, source, reason, seen }) =>
        sendFile(set.set, 'versions', file!, {
          effectiveFrom,
          source: source.trim(),
          reason: reason.trim(),
          state: seen!.state,
        })
      }
      onClose={onClose}
    >
      {({ values, set: change, faults }) => {
        const { file, effectiveFrom, seen } = values;
        return (
          <>
            <p className="muted">{t('loadHelp')}</p>
            <div className="grid2">
              <Field label={t('file')} required fault={faults.file}>
                {(frame) => (
                  <input
                    {...frame}
                    type="file"
                    accept=".xlsx,.csv,.json"
                    onChange={({ target }) => change({ file: target.files?.[0] ?? null, seen: null })}
                  />
                )}
              </Field>
              <TextField
                label={t('firstDay')}
                type="date"
                help={t('firstDayHelp')}
                value={effectiveFrom}
                onChange={(day) => change({ effectiveFrom: day, seen: null })}
                fault={faults.effectiveFrom}
              />
            </div>
            <div>
              <Button
                loading={preview.isPending}
                disabled={file === null || effectiveFrom === ''}
                onClick={() =>
                  preview.mutate(
                    { file: file!, effectiveFrom },
                    { onSuccess: (found) => change({ seen: found }), onError: () => change({ seen: null }) },
                  )
                }
              >
                {t('check')}
              </Button>
            </div>
            <ProblemAlert error={preview.error} />
            {faults.seen && (
              <div className="fault" role="alert">
                {faults.seen}
              </div>
            )}
            {seen && <LoadPreview found={seen} />}
            {seen && seen.problemCount === 0 && file && (
              <LoadImpact key={seen.state} set={set} file={file} effectiveFrom={effectiveFrom} />
            )}
            <div className="grid2">
              <TextField
                label={t('source')}
                help={t('sourceHelp')}
                value={values.source}
                onChange={(source) => change({ source })}
                fault={faults.source}
              />
              <ReasonField
                label={t('reason')}
                value={values.reason}
                onChange={(reason) => change({ reason })}
                fault={faults.reason}
              />
            </div>
          </>
        );
      }}
    </ActionDialog>
  );
}
