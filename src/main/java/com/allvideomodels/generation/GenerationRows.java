package com.allvideomodels.generation;

import com.allvideomodels.provider.ProviderApi;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface GenerationRows extends JpaRepository<Generation, UUID> {

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from Generation g where g.id = :id")
    Optional<Generation> lock(UUID id);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select g from Generation g where g.id = :id and g.owner = :owner and g.deletedAt is null")
    Optional<Generation> lockOwn(UUID id, UUID owner);

    @EntityGraph(attributePaths = "inputs")
    List<Generation> findByIdIn(Collection<UUID> ids);

    Optional<Generation> findByIdAndOwnerAndDeletedAtIsNotNull(UUID id, UUID owner);

    @EntityGraph(attributePaths = "inputs")
    Optional<Generation> findByIdAndOwnerAndDeletedAtIsNull(UUID id, UUID owner);

    List<Generation> findByComparisonAndOwnerAndDeletedAtIsNullOrderByAskedAtAscIdAsc(UUID comparison, UUID owner);

    List<Generation> findByIdInAndOwnerAndDeletedAtIsNullOrderByAskedAtDescIdDesc(Collection<UUID> ids, UUID owner);

    List<Generation> findByOwnerAndClientKeyIn(UUID owner, Collection<UUID> keys);

    boolean existsByApiAndTaskId(ProviderApi api, String taskId);
}
