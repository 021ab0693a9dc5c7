import { lazy, Suspense } from 'react';
import { Spin } from 'antd';
import { applicationOf, type CaseDetail } from '../../api/types';
import { BranchMatrix } from './branch-matrix';
import { Clocks } from './clocks';
import { Objections } from './objections';
import { Overview } from './overview';
import { Timeline } from './timeline';
import { RecordCheck } from './record-check';

const ProcessDiagram = lazy(() => import('./process-diagram'));
const SubmittedApplication = lazy(() => import('../applications/submitted-application'));

/** One view of a case, the same beside a task and on its own page. */
export default function CaseView({ detail, view }: { detail: CaseDetail; view: string }) {
  switch (view) {
    case 'opinions':
      return <BranchMatrix detail={detail} />;
    case 'timeline':
      return <Timeline caseId={detail.caseId} />;
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
