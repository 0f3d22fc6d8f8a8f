# Completion of caracal(1) for fish.

complete -c caracal -n __fish_use_subcommand -a make -d 'make one clip'
complete -c caracal -n __fish_use_subcommand -a resume -d 'finish what was interrupted'
complete -c caracal -n '__fish_seen_subcommand_from make resume' -f
complete -c caracal -n '__fish_seen_subcommand_from make' -l picture -rF -d 'the picture'
complete -c caracal -n '__fish_seen_subcommand_from make' -l prompt -x -d 'what should happen'
complete -c caracal -n '__fish_seen_subcommand_from make' -l aspect -xa '16:9 9:16 1:1' -d 'the shape'
complete -c caracal -n '__fish_seen_subcommand_from make' -l with -xa 'draft lynx' -d 'the engine'
complete -c caracal -n '__fish_seen_subcommand_from make' -l out -rF -d 'also copy the clip to this file'
