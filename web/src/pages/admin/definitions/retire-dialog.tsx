import { answer, api } from '../../../api/client';
import { ActionDialog } from '../../../parts/action-dialog';
import { isBlank, ReasonField, TextField } from '../../../parts/reason-field';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { today } from '../../../text/time';
import { definitionText } from './definition.text';

/** Gives a version its last day. Cases in flight stay on it. */
export function RetireDialog({
  code,
  version,
  onClose,
}: {
  code: string;
  version: number;
  onClose: (done: boolean) => void;
}) {
  const t = useText(definitionText);
  const c = useText(commonText);
  return (
    <ActionDialog
      title={t('retireTitle', { n: version })}
      submit={t('retire')}
      danger
      done={c('saved')}
      initial={{ lastDay: today(), reason: '' }}
      check={(v) => ({
        ...(v.lastDay === '' ? { lastDay: c('fillIn', { field: t('lastDay') }) } : {}),
        ...(isBlank(v.reason, 2) ? { reason: c('fillIn', { field: c('reason') }) } : {}),
      })}
      send={(v) =>
        answer(
          api.POST('/api/v1/definitions/{code}/{version}/retire', {
            params: { path: { code, version } },
            body: { lastDay: v.lastDay, reason: v.reason.trim() },
          }),
        )
      }
      onClose={onClose}
    >
      {({ values, set, faults }) => (
        <>
          <p className="muted">{t('retireHelp')}</p>
          <TextField
            label={t('lastDay')}
            type="date"
            value={values.lastDay}
            onChange={(lastDay) => set({ lastDay })}
            fault={faults.lastDay}
          />
          <ReasonField value={values.reason} onChange={(reason) => set({ reason })} fault={faults.reason} />
        </>
      )}
    </ActionDialog>
  );
}
