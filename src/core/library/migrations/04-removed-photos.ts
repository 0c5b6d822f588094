/** How many photos of a model were removed from this disk. */
export const REMOVED_PHOTOS = `
  -- Photos that HeadshotPro has, and the user has removed from this disk.
  ALTER TABLE models ADD COLUMN removed_count INTEGER NOT NULL DEFAULT 0;
  UPDATE models SET removed_count = removed.photos
  FROM (SELECT photos.model_id AS id, COUNT(*) AS photos FROM photos
    WHERE (photos.model_id, photos.id) IN (SELECT model_id, photo_id FROM files
        WHERE state = 'removed' AND variant <> 'thumbnail')
      AND NOT EXISTS (SELECT 1 FROM files WHERE files.model_id = photos.model_id
        AND files.photo_id = photos.id AND files.state = 'stored' AND files.variant <> 'thumbnail')
      AND photos.gone_at IS NULL AND photos.status <> 'deleted'
    GROUP BY photos.model_id) AS removed
  WHERE models.id = removed.id;
`;
