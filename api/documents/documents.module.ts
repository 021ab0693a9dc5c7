import { Global, Module } from '@nestjs/common';
import { BlobStore } from '../../activities/documents/blob-store';
import { ApiConfig } from '../common/config';
import { Store } from '../common/store';
import { DocumentAccess } from './document-access';
import { DocumentsController } from './documents.controller';

@Global()
@Module({
  controllers: [DocumentsController],
  providers: [
    DocumentAccess,
    {
      provide: BlobStore,
      inject: [Store, ApiConfig],
      useFactory: (store: Store, config: ApiConfig) =>
        new BlobStore(store.connection, { maxBytes: config.UPLOAD_LIMIT_MB * 1024 * 1024 }),
    },
  ],
  exports: [DocumentAccess, BlobStore],
})
export class DocumentsModule {}
