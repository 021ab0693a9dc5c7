import { useQuery } from '@tanstack/react-query';
import { Button, Modal, Spin } from 'antd';
import { answer, api } from '../../../api/client';
import { ProblemAlert } from '../../../parts/problem-alert';
import { commonText } from '../../../text/common.text';
import { useText } from '../../../text/text';
import { minute } from '../../../text/time';
import { registersText } from './registers.text';

/** Every revision of one row of reference data: who made it, when, on what. */
export function RevisionsDialog({
  set,
  rowKey,
  name,
  onClose,
}: {
  set: string;
  rowKey: string;
  name: string;
  onClose: () => void;
}) {
  const t = useText(registersText);
  const c = useText(commonText);
  const { data, error } = useQuery({
    queryKey: ['revisions', set, rowKey],
    queryFn: () => answer(api.GET('/api/v1/reference/{set}/{key}/history', { params: { path: { set, key: rowKey } } })),
  });
  return (
    <Modal
      open
      width={720}
      title={t('historyOf', { name })}
      onCancel={onClose}
      footer={<Button onClick={onClose}>{c('close')}</Button>}
    >
      <ProblemAlert error={error} />
      {!data && !error && <Spin />}
      {data && (
        <div className="table-wrap" tabIndex={0}>
          <table className="plain">
            <thead>
              <tr>
                <th>{t('history')}</th>
                <th>{c('time')}</th>
                <th>{t('by')}</th>
                <th>{c('from')}</th>
                <th>{c('to')}</th>
                <th>{t('source')}</th>
              </tr>
            </thead>
            <tbody>
              {[...data].reverse().map((row) => (
                <tr key={row.revision}>
                  <td className="nowrap">{t('revision', { n: row.revision })}</td>
                  <td className="number nowrap">{minute(row.at)}</td>
                  <td>{row.byName ?? t('shipped')}</td>
                  <td className="number nowrap">{row.effectiveFrom}</td>
                  <td className="number nowrap">{row.effectiveTo ?? ''}</td>
                  <td>{row.source}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Modal>
  );
}
