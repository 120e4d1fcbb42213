import Storage

/// The register of stored files: a row for each content, written with the record that first refers to it.
enum FilesSchema {
    static let migration = Migration(
        "create stored files",
        [
            """
            CREATE TABLE stored_files (
                digest TEXT NOT NULL PRIMARY KEY CHECK (length(digest) = 64),
                size BIGINT NOT NULL CHECK (size > 0),
                media_type TEXT NOT NULL CHECK (
                    media_type IN ('pdf', 'png', 'jpeg', 'gif', 'webp', 'mp4', 'docx', 'xlsx', 'pptx', 'doc', 'xls',
                        'text', 'text-gb18030')),
                day TEXT NOT NULL,
                recorded_at BIGINT NOT NULL, recorded_by TEXT NOT NULL CHECK (recorded_by <> '')
            )
            """,
            .appendOnly("stored_files"),
        ])
}
