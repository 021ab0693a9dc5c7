import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DialogDrafts } from './dialog-drafts';
import { Drafts } from './drafts.service';

@ApiTags('cases')
@Controller('cases/:caseId/dialogs/:dialog/draft')
export class CaseDialogDraftsController extends DialogDrafts('case') {
  constructor(drafts: Drafts) {
    super(drafts);
  }
}
