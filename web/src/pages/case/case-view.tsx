import { lazy, Suspense } from 'react';
import { Spin } from 'antd';
import { applicationOf, type CaseDetail } from '../../api/types';
import { BranchMatrix } from './branch-matrix';
import { isOfficer } from '../../frame/menu';
import { useSignedIn } from '../../api/queries';
import { Clocks } from './clocks';
import { Objections } from './objections';
import { Overview } from './overview';
import { QuestionMatrix } from './question-matrix';
import { Timeline } from './timeline';
import { RecordCheck } from './record-check';

const ProcessDiagram = lazy(() => import('./process-diagram'));
const SubmittedApplication = lazy(() => import('../applications/submitted-application'));

const LedgerEffect = lazy(() => import('../parks/ledger-effect'));

/** One view of a case, the same beside a task and on its own page. */
export default function CaseView({ detail, view }: { detail: CaseDetail; view: string }) {
  const officer = isOfficer(useSignedIn());
  switch (view) {
    case 'opinions':
      return (
        <div className="stack">
          <BranchMatrix detail={detail} />
          {officer && <QuestionMatrix caseId={detail.caseId} />}
        </div>
      );
    case 'ledger':
      return (
        <Suspense fallback={<Spin />}>
          <LedgerEffect caseId={detail.caseId} />
        </Suspense>
      );
    case 'timeline':
      return <Timeline detail={detail} />;
    case 'objections':
      return <Objections detail={detail} />;
    case 'clocks':
      return <Clocks detail={detail} />;
    case 'diagram':
      return (
        <Suspense fallback={<Spin />}>
          <ProcessDiagram detail={detail} />
        </Suspense>
      );
    case 'application':
      return (
        <Suspense fallback={<Spin />}>
          <SubmittedApplication applicationId={applicationOf(detail) ?? ''} />
        </Suspense>
      );
    case 'record':
      return <RecordCheck caseId={detail.caseId} ended={detail.status === 'ended'} />;
    default:
      return <Overview detail={detail} />;
  }
}
